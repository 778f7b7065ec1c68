import { projectSkillsRoute } from '../../../../server/rest/project-skills.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = projectSkillsRoute
