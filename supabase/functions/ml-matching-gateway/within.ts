/**
 * Waits for something until its time is up; it goes on, and is no longer waited for.
 * @throws what `late` makes, when it is
 */
export async function within<T>(ms: number, work: Promise<T>, late: () => Error): Promise<T> {
  const tooLate = Promise.withResolvers<never>()
  const timer = setTimeout(() => tooLate.reject(late()), Math.max(0, ms))
  try {
    return await Promise.race([work, tooLate.promise])
  } finally {
    clearTimeout(timer)
  }
}
