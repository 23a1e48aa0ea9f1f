/** A request under way, as traces have it. */
export interface RequestTrace {
  /** What `work` begins, however late it ends, is a part of the request. */
  run(work: () => void): void
  end(status: number): void
}

export interface BegunRequest {
  /** As the caller sent it. */
  readonly traceparent: string | undefined
  readonly method: string
  /** The pattern, not the path. */
  readonly route: string
  readonly requestId: string
}

export interface RequestTraces {
  begin(request: BegunRequest): RequestTrace
}
