-- Adds a search to a user, as StoredUser.with does. KEYS: the user.
-- ARGV: format, end of the retention, field of the query, its time, gap between sessions, most queries.
-- 1; 0 where something else than a user of this format stands there, which is left alone.
local key, format, retention, query, when = KEYS[1], ARGV[1], ARGV[2], ARGV[3], ARGV[4]
local instant, gap, most = tonumber(when), tonumber(ARGV[5]), tonumber(ARGV[6])

local kind = redis.call('TYPE', key)
-- A status is a table in Redis, and a plain text in servers that only speak its language.
kind = type(kind) == 'table' and kind.ok or kind
if kind ~= 'hash' and kind ~= 'none' then
  return 0
end

local user, queries = {}, 0
local fields = redis.call('HGETALL', key)
for i = 1, #fields, 2 do
  user[fields[i]] = fields[i + 1]
  if string.sub(fields[i], 1, 1) == 'q' then queries = queries + 1 end
end
if #fields > 0 and user.v ~= format then
  return 0
end

local last, start = tonumber(user.l), tonumber(user.s)
local begins = not last or not start or instant - last > gap
if begins or (instant < start and start - instant <= gap) then
  redis.call('HSET', key, 'v', format, 's', when)
end
local before = tonumber(user[query])
if not before or instant > before then
  redis.call('HSET', key, query, when)
end
if not before and queries == most then
  local oldest, age = query, instant
  for field, value in pairs(user) do
    if string.sub(field, 1, 1) == 'q' and (tonumber(value) or 0) < age then
      oldest, age = field, tonumber(value) or 0
    end
  end
  redis.call('HDEL', key, oldest)
end
-- At the end: a time that is over deletes the key, and a later write would make it anew, for ever.
if not last or instant > last then
  redis.call('HSET', key, 'l', when)
  redis.call('PEXPIREAT', key, retention)
end
return 1
