/** Thrown for an object that has two members of one name, without regard to case. */
export class AmbiguousMember extends Error {
  constructor(public readonly member: string) {
    super(`two members "${member}"`);
  }
}

export const ambiguousMember = (name: string) => new AmbiguousMember(name);

/** Thrown for an object with a member whose meaning is not known. */
export class UnknownMember extends Error {
  constructor(public readonly member: string) {
    super(`unknown member "${member}"`);
  }
}

export const unknownMember = (name: string) => new UnknownMember(name);

/** Thrown for a text that is no isolation policy. */
export class MalformedPolicy extends Error {}

export const malformedPolicy = (problem: string) => new MalformedPolicy(problem);
