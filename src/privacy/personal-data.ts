import type { Receipt } from './receipt.ts'

/** What is held on a user, and its end. A user is `auth.users.id`, the subject of their token. */
export interface PersonalData {
  /**
   * Everything that our tables hold on a user, talent or company, as the text of one JSON document, piece
   * by piece: however much it is, little is in memory.
   *
   * @throws {DatabaseUnavailableError}
   */
  export(userId: string): AsyncIterable<string>
  /**
   * Erases all that is held on a user. Once it returns, nothing of it is read or shown any more; it is
   * done for good when the receipt says so, which another call with the same user tells.
   *
   * @param actor `self`, `service`, `operator`, or the id of an administrator
   * @throws {DatabaseUnavailableError} when it could not even be begun
   */
  erase(userId: string, actor: string): Promise<Receipt>
}
