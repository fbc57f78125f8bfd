-- claim: </code></pre><script>window.hacked=1</script>
SELECT '{{ 7*7 }}';
