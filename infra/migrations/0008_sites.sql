-- Sites and the items that people bring in.

set local search_path = orchestrator;

-- Left out of every selection until a person puts it back.
alter table items add column disabled boolean not null default false;
-- A keyword is on a site once, however it is written.
create unique index items_keyword on items (site_id, lower(attributes ->> 'keyword')) where kind = 'keyword';
create index items_site on items (site_id, kind, status, position) where site_id is not null;

create or replace view items_v1 with (security_barrier) as
select id, organization_id, site_id, run_id, kind, status, parent_id, position, attributes, error, created_at, updated_at,
    disabled
from items
where organization_id = stagecoach.organization();
