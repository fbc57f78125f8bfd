COPY (select 1) TO PROGRAM 'touch hacked';
