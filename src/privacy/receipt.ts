/** Proof of an erasure, without a trace of who it was but a name that only the holder of the key can make. */
export interface Receipt {
  readonly receiptId: string
  /** Of the user, by `PSEUDONYM_KEY`; null until a worker that has the key takes it up. */
  readonly pseudonym: string | null
  /** `self`, `service`, `operator` for the command line, or an administrator's pseudonym. */
  readonly actor: string
  /** `under_way` until all is looked over a second time, after what was running when it began. */
  readonly status: 'under_way' | 'done'
  readonly requestedAt: Date
  /** From when on it can be done. */
  readonly settlesAt: Date
  readonly finishedAt: Date | null
  /** Rows that went, by table or place. */
  readonly erased: Readonly<Record<string, number>>
  /** Places that whoever looked last had no address or secret for: nothing of them where the deployment has none. */
  readonly notSearched: readonly string[]
  /** Versions of the model that may have learned from what went. */
  readonly models: readonly string[]
  /** The training run that learns without it; null where nothing had learned from it. */
  readonly retraining: string | null
}

/** What an erasure leaves to others: stands on every receipt. */
export const LEFT_TO_THE_PLATFORM =
  'The platform keeps its own rows (auth.users, profiles, talents, companies, jobs, skills, applications, ' +
  'messages, notifications) and stored files, and deletes them with the account; of matches, what people ' +
  'did with them. Nothing here reads them any more.'

/** As the API and the command line tell it. */
export const receiptBody = (receipt: Receipt) => ({
  receipt_id: receipt.receiptId,
  pseudonym: receipt.pseudonym,
  actor: receipt.actor,
  status: receipt.status,
  requested_at: receipt.requestedAt.toISOString(),
  settles_at: receipt.settlesAt.toISOString(),
  finished_at: receipt.finishedAt?.toISOString() ?? null,
  erased: receipt.erased,
  not_searched: [...receipt.notSearched],
  models: [...receipt.models],
  retraining: receipt.retraining,
  left: LEFT_TO_THE_PLATFORM,
})
