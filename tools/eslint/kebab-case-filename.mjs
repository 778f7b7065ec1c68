import { basename } from 'node:path'

// Next decides some names itself: [[...rest]], [id], (group), @slot, _private.
const KEBAB_CASE = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)*$/
const FRAMEWORK_NAME = /^[.[(@_]/

/**
 * Files are named for their concern, in kebab-case.
 * @type {import('eslint').Rule.RuleModule}
 */
export const kebabCaseFilename = {
  meta: {
    type: 'suggestion',
    schema: [],
    messages: {
      rename: '"{{name}}" is not kebab-case. Name the file for its concern, for example "{{example}}".',
    },
  },
  create(context) {
    return {
      Program(node) {
        const name = basename(context.filename)
        if (KEBAB_CASE.test(name) || FRAMEWORK_NAME.test(name)) return
        context.report({ node, messageId: 'rename', data: { name, example: toKebabCase(name) } })
      },
    }
  },
}

/** @param {string} name */
function toKebabCase(name) {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replace(/[_ ]+/g, '-')
    .toLowerCase()
}
