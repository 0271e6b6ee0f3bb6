-- Questions on paper lapse too: when it was looked after what a slip asked and nobody answered. Until then it is open.
alter table slip add column closed_at timestamptz;
create index slip_open on slip (made_at) where closed_at is null;
grant update (sheet, closed_at) on slip to tillit_app;
