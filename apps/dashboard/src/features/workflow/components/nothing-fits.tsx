import { Button } from '../../../components/ui/button.tsx'
import { EmptyState } from '../../../components/ui/empty-state.tsx'

/** In the place of a list whose filters let nothing through. */
export function NothingFits({ onClear }: { onClear: () => void }) {
  return (
    <EmptyState title="Nothing fits">
      <p>No execution has all of what you filter by.</p>
      <Button size="small" className="mt-3" onClick={onClear}>
        Clear the filters
      </Button>
    </EmptyState>
  )
}
