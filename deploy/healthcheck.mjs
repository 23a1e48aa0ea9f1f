// Asks a URL, default the service's own, and ends with 0 where the answer is 2xx: the image has no curl.
const url = process.argv[2] ?? `http://127.0.0.1:${process.env.PORT || 8000}/api/v1/health/live`
const LIMIT_MS = 4_000

try {
  const { ok, status } = await fetch(url, { signal: AbortSignal.timeout(LIMIT_MS) })
  console.log(`${url}: ${status}`)
  process.exitCode = ok ? 0 : 1
} catch (error) {
  console.error(`${url}: ${error.cause?.message ?? error.message}`)
  process.exitCode = 1
}
