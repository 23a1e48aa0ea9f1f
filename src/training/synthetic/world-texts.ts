import { embedByText, type VectorsByText } from '../../embeddings/embed-by-text.ts'
import type { Embedder, EmbedOptions } from '../../embeddings/embedder.ts'
import { textsOfJob, textsOfTalent } from '../../features/texts.ts'
import type { World } from './world.ts'

/** Vectors of all that the talents and jobs of a world say. */
export const embedWorld = (
  { talents, jobs }: World,
  embedder: Embedder,
  options?: EmbedOptions,
): Promise<VectorsByText> =>
  embedByText(
    embedder,
    [
      ...talents.flatMap(({ payload }) => textsOfTalent(payload)),
      ...jobs.flatMap(({ payload }) => textsOfJob(payload)),
    ],
    options,
  )

/** The day of a world: that of its last posting, milliseconds since 1970. */
export const lastPosting = ({ jobs }: World): number =>
  Math.max(...jobs.map(({ payload }) => Date.parse(payload.posted_at ?? '') || 0))
