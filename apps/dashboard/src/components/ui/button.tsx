import { cva, type VariantProps } from 'class-variance-authority'
import type { ComponentProps } from 'react'
import { classNames } from '../../lib/class-names.ts'

/** The look of a button, for a link that is to look like one. */
export const buttonStyle = cva(
  'inline-flex shrink-0 items-center justify-center gap-1.5 whitespace-nowrap text-sm font-medium transition-colors disabled:cursor-not-allowed disabled:opacity-50 [&_svg]:size-4 [&_svg]:shrink-0',
  {
    variants: {
      look: {
        primary: 'bg-accent text-accent-ink hover:bg-accent/90',
        secondary: 'border border-line bg-surface text-ink hover:border-line-strong hover:bg-sunken',
        quiet: 'text-ink-soft hover:bg-sunken hover:text-ink',
        danger: 'bg-danger text-danger-ink hover:bg-danger/90',
        dangerQuiet:
          'border border-line bg-surface text-danger hover:border-danger-line hover:bg-danger-soft',
      },
      size: {
        small: 'h-8 px-2.5',
        medium: 'h-9 px-3.5',
        smallIcon: 'size-7',
        icon: 'size-8',
        mediumIcon: 'size-9',
      },
      shape: { plain: 'rounded-md', round: 'rounded-full' },
    },
    defaultVariants: { look: 'secondary', size: 'medium', shape: 'plain' },
  },
)

type ButtonProps = ComponentProps<'button'> & VariantProps<typeof buttonStyle>

export function Button({ look, size, shape, className, type = 'button', ...props }: ButtonProps) {
  return (
    <button type={type} className={classNames(buttonStyle({ look, size, shape }), className)} {...props} />
  )
}
