import * as BuildSource from './build';
import { planHash } from './source-hash';
import { DiagnosticError } from '../../diagnostics/diagnostics';
import { PlanContext } from '../../framework/resource';
import { isBody, listed } from '../../framework/schema/walk';
import { Unknown, Value } from '../../framework/value/value';

/** What of a `build` block the engine's own builder does not have, by attribute. */
const BUILDKIT_ONLY = ['builder', 'session_id'] as const;

/** Refuses what the engine's own builder does not have, and what contradicts `build`. */
export function validateBuild(config: { readonly [name: string]: Value }): void {
  const [build] = listed(config.build);
  if (build === undefined) return;
  if (Array.isArray(config.pull_triggers) && config.pull_triggers.length > 0) {
    throw new DiagnosticError({
      summary: '`pull_triggers` can\'t be used with `build`',
      detail: 'An image is built or pulled. Leave one of the two out; `triggers` builds anew when a value changes, and `pull_parent` pulls what it is built from.',
      path: ['pull_triggers'],
    });
  }
  const set = BUILDKIT_ONLY.filter((name) => isSet(build[name])).map((name) => `\`${name}\``);
  const asked = [...set, ...(listed(build.secrets).length > 0 ? ['`secrets`'] : []), ...(build.version === '2' ? ['`version` "2"'] : [])];
  if (asked.length === 0) return;
  throw new DiagnosticError({
    summary: `${asked.join(', ')} of \`build\` ${asked.length === 1 ? 'needs' : 'need'} BuildKit`,
    detail: 'Images are built with the engine\'s own builder, which does not have it. Leave it out; or build the image with `docker buildx build`, and pull it, or load it with `docker_image_import`.',
    path: ['build'],
  });
}

function isSet(value: Value | undefined): boolean {
  return typeof value === 'string' && value !== '';
}

/** Plans the hash of what is sent, and with another hash another image. */
export async function planBuild(plan: PlanContext<unknown>): Promise<void> {
  const { prior, planned } = plan;
  const { build: blocks } = planned;
  const build = Array.isArray(blocks) ? blocks.find(isBody) : undefined;
  if (build === undefined) {
    planned.build_hash = blocks instanceof Unknown ? Unknown.PLAIN : null;
    return;
  }
  // The hash for a state that another provider wrote is found when it is read; without one, there is nothing to compare with.
  if (prior !== null && (prior.build_hash ?? null) === null) return;
  const { context, dockerfile = null, remote_context: remote = null } = build;
  if (typeof context !== 'string' || dockerfile instanceof Unknown || remote instanceof Unknown) {
    planned.build_hash = Unknown.PLAIN;
    return;
  }
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { hashBuild, missingContext } = require('./build') as typeof BuildSource;
  const hash = await hashBuild({ context, dockerfile: dockerfile as string | null, remote_context: remote as string | null });
  planHash(plan, 'build_hash', hash, () => missingContext(context));
}
