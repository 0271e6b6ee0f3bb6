-- Where a copy that runs is reached: commands beside it print links that lead there. Null for what is no copy.
alter table lease add column address text;
