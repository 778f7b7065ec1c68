import type { Figures, Statistics } from '@specflow/workflow/schema'
import { formatCost } from '../../../lib/format.ts'

/** What the charts show, in numbers: for those who do not see them, and for those who want to know it exactly. */
export function FiguresTables({ statistics: { days, projects, skills } }: { statistics: Statistics }) {
  const busyDays = days.filter(
    ({ cancelled, completed, failed, runs }) => runs + completed + failed + cancelled > 0,
  )
  return (
    <details className="text-sm">
      <summary className="cursor-pointer text-[13px] text-ink-soft hover:text-ink">
        The same in numbers, by day, project and skill
      </summary>
      <div className="mt-3 grid gap-5 lg:grid-cols-3">
        <FiguresTable
          caption="By day"
          rows={busyDays.map(({ day, ...figures }) => ({ name: day, key: day, figures })).reverse()}
        />
        <FiguresTable
          caption="By project"
          rows={projects.map(({ projectId, projectName, ...figures }) => ({
            name: projectName,
            key: projectId,
            figures,
          }))}
        />
        <FiguresTable
          caption="By skill"
          rows={skills.map(({ skill, ...figures }) => ({ name: skill, key: skill, figures }))}
        />
      </div>
    </details>
  )
}

interface FiguresTableProps {
  caption: string
  rows: readonly { key: string; name: string; figures: Figures }[]
}

function FiguresTable({ caption, rows }: FiguresTableProps) {
  return (
    <div className="min-w-0">
      <table className="w-full text-left text-xs tabular-nums">
        <caption className="pb-1 text-left font-semibold">{caption}</caption>
        <thead className="text-ink-faint">
          <tr>
            <th className="py-1 pr-2 font-normal">{caption.slice('By '.length)}</th>
            <th className="py-1 pr-2 text-right font-normal">cost</th>
            <th className="py-1 pr-2 text-right font-normal">runs</th>
            <th className="py-1 pr-2 text-right font-normal">completed</th>
            <th className="py-1 pr-2 text-right font-normal">failed</th>
            <th className="py-1 text-right font-normal">cancelled</th>
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {rows.map(({ key, name, figures }) => (
            <tr key={key}>
              <th scope="row" className="max-w-32 truncate py-1 pr-2 font-medium">
                {name}
              </th>
              <td className="py-1 pr-2 text-right">
                {formatCost(figures.costUsd)}
                {figures.unknownCosts > 0 && ` + ${String(figures.unknownCosts)} unknown`}
              </td>
              <td className="py-1 pr-2 text-right">{figures.runs}</td>
              <td className="py-1 pr-2 text-right">{figures.completed}</td>
              <td className="py-1 pr-2 text-right">{figures.failed}</td>
              <td className="py-1 text-right">{figures.cancelled}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
