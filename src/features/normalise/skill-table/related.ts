/** Skills that stand in for each other in part: every pair of a group has its weight. */
export const RELATED_GROUPS: readonly (readonly [weight: number, names: string])[] = [
  [0.5, 'React, Vue.js, Angular, Svelte'],
]
