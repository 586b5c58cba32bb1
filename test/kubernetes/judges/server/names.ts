import { Findings } from './finding';

/*
 * The names that the API server takes.
 */

interface Rule { readonly pattern: RegExp; readonly longest: number; readonly allowed: string }

const SUBDOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

const RULES = {
  /** RFC 1123. */
  subdomain: {
    pattern: SUBDOMAIN,
    longest: 253,
    allowed: 'lower-case letters, digits, "-" and "."; it starts and ends with a letter or digit',
  },
  /** RFC 1123. */
  label: {
    pattern: /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/,
    longest: 63,
    allowed: 'lower-case letters, digits and "-"; it starts and ends with a letter or digit',
  },
  /** RFC 1035. */
  service: { pattern: /^[a-z]([-a-z0-9]*[a-z0-9])?$/, longest: 63, allowed: 'lower-case letters, digits and "-"; it starts with a letter' },
  /** IANA_SVC_NAME. */
  port: {
    pattern: /^(?=.*[a-z])(?!.*--)[a-z0-9]([-a-z0-9]*[a-z0-9])?$/,
    longest: 15,
    allowed: 'lower-case letters, of which it has one, digits and single "-" between them',
  },
  labelValue: {
    pattern: /^([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?)?$/,
    longest: 63,
    allowed: 'letters, digits, "-", "_" and "."; it starts and ends with a letter or digit',
  },
  /** Newer servers take more. */
  variable: {
    pattern: /^[-._a-zA-Z][-._a-zA-Z0-9]*$/,
    longest: Infinity,
    allowed: 'letters, digits, "-", "_" and "."; it starts with no digit',
  },
  /** Of a ConfigMap or Secret. */
  key: {
    pattern: /^(?!\.\.)(?!\.$)[-._a-zA-Z0-9]+$/,
    longest: 253,
    allowed: 'letters, digits, "-", "_" and "."; it doesn\'t start with ".."',
  },
} satisfies { [name: string]: Rule };

/** Returns a finding unless a name keeps a rule. */
export function* nameFindings(path: string, name: string, rule: keyof typeof RULES, longest: number = RULES[rule].longest): Findings {
  const { pattern, allowed } = RULES[rule];
  if (name.length > longest) yield { path, message: `is "${name}" with ${name.length} characters. At most ${longest} are allowed.` };
  if (!pattern.test(name)) yield { path, message: `is "${name}". Allowed are ${allowed}.` };
}

/** Returns a finding unless a text is the key of a label or an annotation: a name, after a DNS name and "/" if there are two parts. */
export function* labelKeyFindings(path: string, key: string): Findings {
  const [name, prefix, ...more] = key.split('/').reverse();
  if (more.length > 0 || name === '') yield { path, message: `has the key "${key}". Write a name, or a DNS name, "/" and a name.` };
  if (prefix !== undefined) yield* nameFindings(`${path} (prefix of a key)`, prefix, 'subdomain');
  yield* nameFindings(`${path} (name of a key)`, name, 'labelValue');
}

/** Returns what is wrong with labels. */
export function* labelFindings(path: string, labels: { readonly [key: string]: string } = {}): Findings {
  for (const [key, value] of Object.entries(labels)) {
    yield* labelKeyFindings(path, key);
    yield* nameFindings(`${path}["${key}"]`, value, 'labelValue');
  }
}
