/**
 * The address that limits count by. Each proxy adds the address it was called from at the end of
 * `X-Forwarded-For`, so what stands before those that are trusted could be anything.
 *
 * @param connected where the connection comes from, if the runtime tells
 */
export function clientAddress(
  headers: Headers,
  connected: string | undefined,
  trustedHops: number,
): string | undefined {
  const hops = (headers.get('x-forwarded-for') ?? '').split(',').flatMap((hop) => hop.trim() || [])
  // Where the runtime tells nothing it stands behind a proxy of its own.
  const trusted = connected === undefined ? Math.max(1, trustedHops) : trustedHops
  return (trusted > 0 ? hops.at(-Math.min(trusted, hops.length)) : undefined) ?? connected
}
