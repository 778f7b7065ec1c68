import type { DoctorCheck, DoctorReport } from '@specflow/workflow/schema'
import { CheckBadge } from './check-badge.tsx'

/** A row for each thing that was looked at. */
export function DoctorTable({ report: { checks } }: { report: DoctorReport }) {
  return (
    <table className="w-full border-t border-line text-left text-sm">
      <caption className="sr-only">What the doctor looked at</caption>
      <thead className="text-xs text-ink-faint">
        <tr>
          <th scope="col" className="w-px py-2 pl-4 pr-2 font-medium">
            Status
          </th>
          <th scope="col" className="py-2 pl-2 pr-4 font-medium">
            Check
          </th>
        </tr>
      </thead>
      <tbody className="divide-y divide-line border-t border-line">
        {checks.map((check) => (
          <CheckRow key={check.id} check={check} />
        ))}
      </tbody>
    </table>
  )
}

/** Title and finding share a cell, so that a narrow window puts one below the other. */
function CheckRow({ check: { detail, remedy, status, title } }: { check: DoctorCheck }) {
  return (
    <tr className="align-top">
      <td className="py-2.5 pl-4 pr-2">
        <CheckBadge status={status} />
      </td>
      <td className="py-2.5 pl-2 pr-4">
        <div className="gap-x-4 sm:grid sm:grid-cols-[9rem_minmax(0,1fr)]">
          <p className="pt-0.5 font-medium">{title}</p>
          <div className="min-w-0 space-y-1 pt-0.5 text-ink-soft">
            <p className="wrap-anywhere">{detail}</p>
            {remedy !== undefined && status !== 'ok' && (
              <p className="wrap-anywhere text-ink">
                <span className="sr-only">What to do: </span>
                {remedy}
              </p>
            )}
          </div>
        </div>
      </td>
    </tr>
  )
}
