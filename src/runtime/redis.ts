import { Redis } from 'ioredis'

/** Redis is there to be fast: what takes longer is had from elsewhere. */
const COMMAND_TIMEOUT_MS = 500
const CONNECT_TIMEOUT_MS = 2_000
const LONGEST_PAUSE_MS = 2_000

/**
 * Connects to Redis and keeps at it: commands fail at once while it is away, and work again within
 * seconds after it is back. Whoever sends them says so in a log.
 *
 * @param url such as `redis://:password@host:6379/0`, `rediss://…`, or the path of a socket
 */
export async function openRedis(url: string): Promise<Redis> {
  const redis = new Redis(url, {
    lazyConnect: true,
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
    commandTimeout: COMMAND_TIMEOUT_MS,
    connectTimeout: CONNECT_TIMEOUT_MS,
    retryStrategy: (attempt) => Math.min(50 * 2 ** Math.min(attempt, 6), LONGEST_PAUSE_MS),
    connectionName: 'talentmatch',
  })
  // The commands that fail tell of it; without a listener each attempt to connect would print a stack.
  redis.on('error', () => {})
  await redis.connect().catch(() => {})
  return redis
}
