-- The vector extension stays: others may use it, and it holds nothing.
select 1;
