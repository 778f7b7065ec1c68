import { clsx, type ClassValue } from 'clsx'

/**
 * Joins class names. Of two that contradict each other the style sheet decides, which nobody can see here: what a component
 * lets its user choose is a prop of it, and a `className` only adds to it.
 */
export function classNames(...values: ClassValue[]): string {
  return clsx(values)
}
