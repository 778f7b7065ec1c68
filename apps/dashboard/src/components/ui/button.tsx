import { Slot } from '@radix-ui/react-slot'
import { cva, type VariantProps } from 'class-variance-authority'
import type { ComponentProps } from 'react'
import { classNames } from '../../lib/class-names.ts'

const buttonStyle = cva(
  'inline-flex shrink-0 items-center justify-center gap-1.5 whitespace-nowrap rounded-md text-sm font-medium transition-colors disabled:cursor-not-allowed disabled:opacity-50 [&_svg]:size-4 [&_svg]:shrink-0',
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
      size: { small: 'h-8 px-2.5', medium: 'h-9 px-3.5', icon: 'size-8' },
    },
    defaultVariants: { look: 'secondary', size: 'medium' },
  },
)

interface ButtonProps extends ComponentProps<'button'>, VariantProps<typeof buttonStyle> {
  /** Gives the look to the one child instead, a link for example. */
  asChild?: boolean
}

export function Button({ look, size, asChild = false, className, type = 'button', ...props }: ButtonProps) {
  const style = classNames(buttonStyle({ look, size }), className)
  if (asChild) return <Slot className={style} {...props} />
  return <button type={type} className={style} {...props} />
}
