/**
 * A ref that lets the up and down arrows move the focus between what the selector finds in an element, in its order.
 * Tab goes on as ever.
 */
export function listenForArrows(selector: string) {
  return (element: HTMLElement | null) => {
    if (!element) return
    const move = (event: KeyboardEvent) => {
      if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
      const stops = [...element.querySelectorAll<HTMLElement>(selector)]
      const at = stops.findIndex((stop) => stop === document.activeElement)
      const next = at === -1 ? undefined : stops[at + (event.key === 'ArrowDown' ? 1 : -1)]
      if (!next) return
      event.preventDefault()
      next.focus()
    }
    element.addEventListener('keydown', move)
    return () => {
      element.removeEventListener('keydown', move)
    }
  }
}
