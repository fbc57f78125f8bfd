"""Node.js for the tools that need it: npm packages, installed and run."""
