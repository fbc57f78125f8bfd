"""Node.js and npm, for the developer tools that need them. The site build doesn't."""
