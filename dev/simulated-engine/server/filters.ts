import { badRequest } from '../api-error';
import { Json, objectOf } from '../settings/json';

/** The filters of a request, by name. */
export class Filters {
  /** @param allowed the names of the filters that there are. @default - any */
  public static parse(text: string | undefined, allowed?: readonly string[]): Filters {
    const filters = new Map(Object.entries(parsed(text)).map(([name, values]) => [name, valuesOf(values)]));
    const unknown = [...filters.keys()].find((name) => allowed?.includes(name) === false);
    if (unknown !== undefined) throw badRequest(`Invalid filter '${unknown}'`);
    return new Filters(filters);
  }

  private constructor(private readonly filters: ReadonlyMap<string, readonly string[]>) {}

  public values(name: string): readonly string[] {
    return this.filters.get(name) ?? [];
  }

  public has(name: string): boolean {
    return this.values(name).length > 0;
  }

  /** Whether a filter is not set, or one of its values matches. */
  public some(name: string, isMatch: (value: string) => boolean): boolean {
    return !this.has(name) || this.values(name).some(isMatch);
  }

  /** Whether all labels that are filtered for are there. */
  public hasLabels(labels: unknown): boolean {
    const actual = objectOf(labels);
    return this.values('label').every((wanted) => {
      const at = wanted.indexOf('=');
      return at === -1 ? wanted in actual : actual[wanted.slice(0, at)] === wanted.slice(at + 1);
    });
  }
}

/** Matches a text as the engine does: as a regular expression. */
export function matches(text: string, pattern: string): boolean {
  try {
    return new RegExp(pattern).test(text);
  } catch {
    return text === pattern;
  }
}

function parsed(text: string | undefined): Json {
  if (text === undefined || text === '') return {};
  try {
    return objectOf(JSON.parse(text));
  } catch {
    throw badRequest('invalid filters');
  }
}

/** Old clients send `{ "a": true }` where others send `["a"]`. */
function valuesOf(values: unknown): readonly string[] {
  return Array.isArray(values) ? values.map(String) : Object.keys(objectOf(values));
}
