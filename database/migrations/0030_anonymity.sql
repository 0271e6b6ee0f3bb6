-- What is counted of people and survives them: groups of at least ten, with no id, counted once when their period is over.

create table statistic (
  what text not null check (what in ('answers', 'questions', 'newcomers')),
  -- ISO week `2026-W09` or month `2026-03`, on the company's own clock.
  period text not null,
  -- `yes`, `mail no`, `SE`: the group within the period. There is no row for a sum, so nothing can be found by subtracting.
  cell text not null,
  -- Blurred by a few, so that whoever can count those who are still there learns nothing of those who are not.
  count int not null check (count >= 10),
  primary key (what, period, cell)
);

-- Up to when periods have been counted; what is counted is never counted again.
create table statistic_mark (
  what text primary key check (what in ('answers', 'questions', 'newcomers')),
  counted_to timestamptz not null
);

grant select on statistic, statistic_mark to tillit_app, tillit_reader, tillit_eraser;
grant insert on statistic to tillit_app;
grant insert, update on statistic_mark to tillit_app;
