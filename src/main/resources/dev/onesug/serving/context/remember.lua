-- Replaces what came of a user and keeps the rest, as StoredUser.with does. KEYS: the user.
-- ARGV: format, end of the retention, 'history' if one came, 'profile' if one came, then fields and values by turns
-- of a user of whom nothing else is known.
-- 1; 0 where something else than a user of this format stands there, which is left alone.
local key, format, retention = KEYS[1], ARGV[1], ARGV[2]
local history, profile = ARGV[3] ~= '', ARGV[4] ~= ''
local ofProfile = {a = true, g = true, r = true, p = true}

local kind = redis.call('TYPE', key)
-- A status is a table in Redis, and a plain text in servers that only speak its language.
kind = type(kind) == 'table' and kind.ok or kind
if kind ~= 'none' and (kind ~= 'hash' or redis.call('HGET', key, 'v') ~= format) then
  return 0
end

local times, searched = {}, false
local fields = redis.call('HGETALL', key)
for i = 1, #fields, 2 do
  local field, first = fields[i], string.sub(fields[i], 1, 1)
  if first == 'q' then
    searched = true
    if history then redis.call('HDEL', key, field) end
  elseif profile and ofProfile[field] then
    redis.call('HDEL', key, field)
  elseif field == 's' or field == 'l' then
    times[field] = fields[i + 1]
  end
end

redis.call('HSET', key, unpack(ARGV, 5))
if searched and not history and times.s and times.l then
  -- A profile alone is no search: the times and the retention stay.
  redis.call('HSET', key, 's', times.s, 'l', times.l)
else
  redis.call('PEXPIREAT', key, retention)
end
return 1
