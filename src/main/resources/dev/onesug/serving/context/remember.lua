-- Replaces a user. KEYS: the user. ARGV: format, end of the retention, then fields and values by turns.
-- 1; 0 where something else than a user of this format stands there, which is left alone.
local kind = redis.call('TYPE', KEYS[1])
-- A status is a table in Redis, and a plain text in servers that only speak its language.
kind = type(kind) == 'table' and kind.ok or kind
if kind ~= 'none' and (kind ~= 'hash' or redis.call('HGET', KEYS[1], 'v') ~= ARGV[1]) then
  return 0
end
redis.call('DEL', KEYS[1])
redis.call('HSET', KEYS[1], unpack(ARGV, 3))
redis.call('PEXPIREAT', KEYS[1], ARGV[2])
return 1
