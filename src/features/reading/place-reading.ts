import { type Place, resolvePlace } from '../normalise/places/places.ts'

interface Located {
  readonly location?: string | null | undefined
  readonly latitude?: number | null | undefined
  readonly longitude?: number | null | undefined
}

/** Where a row says it is; coordinates of its own beat those of the gazetteer. */
export function readPlace({ location, latitude, longitude }: Located): Place | undefined {
  const place = location ? resolvePlace(location) : undefined
  if (typeof latitude !== 'number' || typeof longitude !== 'number') return place
  return { ...(place ?? { kind: 'city', name: location ?? '' }), latitude, longitude }
}
