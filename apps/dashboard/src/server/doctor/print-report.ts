import type { DoctorCheck, DoctorReport, DoctorStatus } from '@specflow/workflow/schema'

/** Said without colour, so that it also reads well in a file. */
const LABELS: Record<DoctorStatus, string> = { ok: 'ok', warning: 'warning', problem: 'PROBLEM' }

const LEAST_WIDTH = 60
const GAP = '  '

/** The report for a terminal of `width` columns: a line or more per check, then what was repaired, then the sum. */
export function printReport({ checks, repairs }: DoctorReport, { width }: { width: number }): string {
  const statusWidth = Math.max(...Object.values(LABELS).map(({ length }) => length))
  const titleWidth = Math.max(...checks.map(({ title }) => title.length))
  const margin = ' '.repeat(statusWidth + titleWidth + 2 * GAP.length)
  const room = Math.max(width, LEAST_WIDTH) - margin.length
  const rows = checks.flatMap((check) => {
    const [first = '', ...more] = linesOf(check, room)
    const head = [LABELS[check.status].padEnd(statusWidth), check.title.padEnd(titleWidth), first].join(GAP)
    return [head, ...more.map((line) => margin + line)]
  })
  const repaired = repairs?.map(({ done }) => `Repaired: ${done}`) ?? []
  return [
    ...rows,
    '',
    ...repaired,
    ...(repairs?.length === 0 ? ['Nothing was repaired.'] : []),
    sumUp(checks),
    '',
  ]
    .join('\n')
    .replaceAll(/ +$/gm, '')
}

function linesOf({ detail, remedy, status }: DoctorCheck, room: number): string[] {
  const lines = wrap(detail, room)
  if (remedy === undefined || status === 'ok') return lines
  const [first = '', ...more] = wrap(remedy, room - 3)
  return [...lines, `-> ${first}`, ...more.map((line) => `   ${line}`)]
}

/** Between words; a word that is longer than the line, such as a path, is left whole, to be copied. */
function wrap(text: string, room: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(/\s+/)) {
    if (line !== '' && line.length + 1 + word.length > room) {
      lines.push(line)
      line = ''
    }
    line = line === '' ? word : `${line} ${word}`
  }
  return [...lines, line]
}

function sumUp(checks: readonly DoctorCheck[]): string {
  const problems = checks.filter(({ status }) => status === 'problem')
  const warnings = checks.filter(({ status }) => status === 'warning').length
  const counted = [
    ...(problems.length > 0 ? [count(problems.length, 'problem')] : []),
    ...(warnings > 0 ? [count(warnings, 'warning')] : []),
  ]
  const sum = counted.length === 0 ? 'All is well.' : `${counted.join(', ')}.`
  const fixable = checks.some(({ status, fixable: can }) => can && status !== 'ok')
  return fixable ? `${sum} Some of it can be repaired: npm run doctor -- --fix` : sum
}

function count(number: number, noun: string): string {
  return `${String(number)} ${noun}${number === 1 ? '' : 's'}`
}
