import type { Place } from '../normalise/places/places.ts'
import { fold } from '../normalise/text/fold.ts'

/** What rows in the same city, or the same state where no city is said, have in common; null where neither is. */
export function placeKey(place: Place | undefined): string | null {
  if (!place?.name || (place.kind !== 'city' && place.kind !== 'region')) return null
  return [place.country ?? '', place.region ?? '', place.name].map(fold).join('/')
}
