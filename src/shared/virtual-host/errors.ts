/** Thrown for a text that has no rules of a virtual container host. */
export class MalformedRules extends Error {}

export const malformedRules = (problem: string) => new MalformedRules(problem);
