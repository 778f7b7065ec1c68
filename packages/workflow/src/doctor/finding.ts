import type { DoctorCheck, DoctorStatus } from '../schema/index.ts'
import type { DoctorProbes } from './port.ts'
import type { Survey } from './survey/survey.ts'

/** What a check has to say; without `fixable` nobody but a person can repair it. */
export type Finding = Pick<DoctorCheck, 'status' | 'detail' | 'remedy'> & { fixable?: boolean }

/** Looks at one thing and judges it. What it throws is said to be a problem by whoever asked. */
export type Check = (survey: Survey, probes: DoctorProbes) => Finding | Promise<Finding>

export function ok(detail: string): Finding {
  return { status: 'ok', detail }
}

const SEVERITY: readonly DoctorStatus[] = ['ok', 'warning', 'problem']

/** Several findings about one thing, as one: as bad as the worst, with the words of all that are not fine. */
export function combine(findings: readonly Finding[], whenFine: string): Finding {
  const bad = findings.filter(({ status }) => status !== 'ok')
  if (bad.length === 0) return ok([whenFine, ...findings.map(({ detail }) => detail)].join(' '))
  const severity = Math.max(...bad.map(({ status }) => SEVERITY.indexOf(status)))
  const remedies = new Set(bad.flatMap(({ remedy }) => (remedy === undefined ? [] : [remedy])))
  return {
    status: SEVERITY[severity] ?? 'problem',
    detail: bad.map(({ detail }) => detail).join(' '),
    ...(remedies.size > 0 && { remedy: [...remedies].join(' ') }),
    fixable: bad.some(({ fixable }) => fixable === true),
  }
}
