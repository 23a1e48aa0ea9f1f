export interface LabelEvent {
  readonly type: string
  readonly actor: string
  readonly seconds: number | null
}

interface Act {
  readonly type: string
  /** Its place in the sequence. */
  readonly at: number
}

/** The rules of `match_labels`, told as what each event changes; the view tells them as a query. */
export function labelOf(events: readonly LabelEvent[]): number | null {
  let application: (Act & { readonly stands: boolean }) | undefined
  let decision: Act | undefined
  let word: Act | undefined
  let stance: Act | undefined
  let isViewed = false
  events.forEach(({ type, actor, seconds }, at) => {
    const act = { type, at }
    const ofTalent = actor !== 'company'
    const ofCompany = actor !== 'talent'
    if (type === 'viewed') {
      if (ofTalent && (seconds ?? 0) >= 10) isViewed = true
    } else if (type === 'contacted') {
      if (ofCompany) word = act
    } else if (type === 'interested') {
      if (ofTalent) stance = act
    } else if (type === 'dismissed') {
      if (ofTalent) stance = act
      else word = act
    } else if (type === 'cleared') {
      if (ofCompany) word = undefined
      if (ofTalent) {
        stance = undefined
        isViewed = false
      }
    } else if (type === 'withdrawn' || type === 'application_deleted') {
      application = { ...act, stands: false }
    } else if (type === 'rejected') {
      if (ofCompany) decision = act
      else application = { ...act, stands: false }
    } else {
      application = { ...act, stands: true }
      if (ofCompany && type !== 'applied') decision = type === 'reopened' ? undefined : act
    }
  })
  return weigh({ application, decision, word, stance, isViewed })
}

function weigh(state: {
  readonly application: (Act & { readonly stands: boolean }) | undefined
  readonly decision: Act | undefined
  readonly word: Act | undefined
  readonly stance: Act | undefined
  readonly isViewed: boolean
}): number | null {
  const { application, decision, word, stance, isViewed } = state
  const company = at(decision) > at(word) ? decision : word
  const isRejected = decision?.type === 'rejected' && decision.at > at(application)
  const isApplied = application?.stands === true && !isRejected
  const hasEnded = application !== undefined && !application.stands
  if (company?.type === 'rejected') return 10
  if (company?.type === 'dismissed') return 20
  if (company && isApplied) return 100
  if (company && hasEnded && application.at > company.at) return null
  if (company?.type === 'contacted') return 90
  const isStanceLast = at(stance) > at(application)
  if (stance?.type === 'dismissed' && isStanceLast) return 20
  if (isApplied) return 100
  if (stance?.type === 'interested' && isStanceLast) return 85
  if (hasEnded) return null
  return isViewed ? 55 : null
}

const at = (act: Act | undefined) => act?.at ?? -1
