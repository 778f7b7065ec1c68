import type { RunLimits } from '@specflow/workflow/schema'

export type LimitName = keyof RunLimits

export interface LimitField {
  name: LimitName
  label: string
  hint: string
  /** A count has no cents. */
  isCount: boolean
}

export const LIMIT_FIELDS: readonly LimitField[] = [
  {
    name: 'maxCostUsd',
    label: 'Cost of one execution (US dollars)',
    hint: 'Over all its runs. At the limit it is stopped.',
    isCount: false,
  },
  {
    name: 'maxCostPerDayUsd',
    label: 'Cost per day (US dollars)',
    hint: 'Of the server’s calendar. At the limit what runs is stopped, and nothing is started until the next day.',
    isCount: false,
  },
  {
    name: 'maxRunsPerHour',
    label: 'Runs per hour',
    hint: 'First runs and those after an answer. At the limit nothing is started.',
    isCount: true,
  },
]

/** What the fields say; an empty one is no limit. `problems` names what is wrong with a field. */
export function readLimits(texts: Readonly<Record<LimitName, string>>): {
  limits: RunLimits
  problems: Partial<Record<LimitName, string>>
} {
  const limits: RunLimits = {}
  const problems: Partial<Record<LimitName, string>> = {}
  for (const { isCount, name } of LIMIT_FIELDS) {
    const text = texts[name].trim()
    if (text === '') continue
    const value = Number(text.replace(',', '.'))
    if (!(value > 0 && value <= 1_000_000) || (isCount && !Number.isInteger(value))) {
      problems[name] = isCount
        ? `“${text}” is no whole number from 1 to 1,000,000. Leave the field empty for no limit.`
        : `“${text}” is no amount above 0. Leave the field empty for no limit.`
    } else limits[name] = value
  }
  return { limits, problems }
}

export function writeLimits(limits: RunLimits): Record<LimitName, string> {
  const { maxCostPerDayUsd = '', maxCostUsd = '', maxRunsPerHour = '' } = limits
  return {
    maxCostUsd: String(maxCostUsd),
    maxCostPerDayUsd: String(maxCostPerDayUsd),
    maxRunsPerHour: String(maxRunsPerHour),
  }
}
