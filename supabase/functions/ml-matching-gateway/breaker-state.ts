/** A circuit breaker as all instances share it. */
export interface BreakerState {
  readonly state: 'closed' | 'open' | 'half-open'
  /** ISO 8601: until then nobody else tries. */
  readonly until: string | null
}
