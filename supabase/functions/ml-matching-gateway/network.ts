/**
 * What an address counts as: an IPv4 address however it is written, or the /64 of an IPv6 one, which one
 * household or server has to itself. What is no address stays as it is.
 */
export function networkOf(address: string): string {
  const [, ipv4, bracketed] =
    /^(\d+(?:\.\d+){3})(?::\d+)?$|^\[([^\]]+)\](?::\d+)?$/.exec(address) ?? []
  if (ipv4 !== undefined) return ipv4
  const groups = groupsOf(bracketed ?? address)
  if (groups === undefined) return address
  const isMapped = groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff
  if (isMapped)
    return groups
      .slice(6)
      .flatMap((group) => [group >> 8, group & 0xff])
      .join('.')
  return `${groups
    .slice(0, 4)
    .map((group) => group.toString(16))
    .join(':')}::/64`
}

/** The eight numbers of an IPv6 address. */
function groupsOf(text: string): number[] | undefined {
  const [address = ''] = text.split('%', 1)
  // The parser of URLs knows every way to write one, and has one of its own.
  const url = `http://[${address}]`
  if (!URL.canParse(url)) return undefined
  const [left = '', right] = new URL(url).hostname.slice(1, -1).split('::')
  const [first, last] = [left, right ?? ''].map((half) => (half === '' ? [] : half.split(':')))
  const zeros = new Array(8 - (first?.length ?? 0) - (last?.length ?? 0)).fill('0')
  return [...(first ?? []), ...zeros, ...(last ?? [])].map((group) => Number.parseInt(group, 16))
}
