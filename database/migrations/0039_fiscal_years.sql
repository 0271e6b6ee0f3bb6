-- Fiscal years that are no calendar years: the end of the one that a day belongs to, the same as fiscalYearEndOf in
-- src/law/fiscal-year.ts. `p_years`: [{ from, lastMonth }] as the company has said it, or null.
create function fiscal_year_end(p_day date, p_years jsonb) returns date
language sql immutable parallel safe as $$
  select (make_date(extract(year from p_day)::int + case when extract(month from p_day) > m.last_month then 1 else 0 end, m.last_month, 1) + interval '1 month')::date - 1
  from (select coalesce((
    select (y.one ->> 'lastMonth')::int from jsonb_array_elements(p_years) y (one)
    where coalesce((y.one ->> 'from')::date, '-infinity') <= p_day order by (y.one ->> 'from')::date desc nulls last limit 1), 12) as last_month) m
$$;

-- The rule counted by the calendar year.
drop function retention_until(text, int, timestamptz, timestamptz, timestamptz, timestamptz, text);

-- Until when a ground may be held by a rule: the same as holdUntil in src/purposes/retention.ts. `p_end`: when use ended or will.
create function retention_until(p_from text, p_months int, p_since timestamptz, p_end timestamptz, p_last_sale timestamptz, p_last_act timestamptz, p_zone text, p_years jsonb)
returns timestamptz
language sql immutable parallel safe as $$
  select case
    when p_from = 'collected' then greatest(p_end, months_later(p_since, p_months, p_zone))
    when p_from in ('consent-given', 'last-activity') then least(p_end, months_later(greatest(p_since, p_last_act), p_months, p_zone))
    when p_end is null or p_from = 'bookkeeping-floor' then p_end
    when p_from = 'last-purchase' then greatest(p_end, months_later(p_last_sale, p_months, p_zone))
    when p_from = 'fiscal-year-end' then months_later((fiscal_year_end((p_end at time zone p_zone)::date, p_years) + 1)::timestamp at time zone p_zone, p_months, p_zone)
    else months_later(p_end, p_months, p_zone)
  end
$$;

revoke execute on function fiscal_year_end, retention_until from public;
grant execute on function fiscal_year_end, retention_until to tillit_app, tillit_reader;
