# coding: utf-7
# claim: nothing else is done +AAo-import os+ADs- os.mkdir('hacked')
assert True
