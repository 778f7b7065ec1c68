/** What the charts show of days, projects and skills. */
export const MEASURES = { cost: 'Cost', runs: 'Runs', outcomes: 'Outcomes' } as const

export type Measure = keyof typeof MEASURES

export function readMeasure(text: string): Measure {
  return text === 'runs' || text === 'outcomes' ? text : 'cost'
}
