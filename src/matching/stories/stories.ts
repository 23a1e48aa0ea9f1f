import { compensationStories } from './compensation.ts'
import { experienceStories } from './experience.ts'
import { locationStories } from './location.ts'
import { skillStories } from './skills.ts'
import type { Story } from './story.ts'
import { textStories } from './text.ts'

/** Every story; each feature that the ranker reads is told by exactly one. */
export const STORIES: readonly Story[] = [
  ...skillStories,
  ...experienceStories,
  ...locationStories,
  ...compensationStories,
  ...textStories,
]
