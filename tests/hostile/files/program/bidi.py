# ‮ } if admin: #
