import * as Build from './build';
import { planHash } from './source-hash';
import { DiagnosticError } from '../../diagnostics/diagnostics';
import { PlanContext } from '../../framework/resource';
import { isBody, knownBlocks } from '../../framework/schema/walk';
import { Unknown, Value } from '../../framework/value/value';

/** The attributes of a `build` block that the engine's own builder does not support. */
const BUILDKIT_ONLY = ['builder', 'session_id'] as const;

/** Refuses attributes that the engine's own builder does not support, or that contradict `build`. */
export function validateBuild(config: { readonly [name: string]: Value }): void {
  const [build] = knownBlocks(config.build);
  if (build === undefined) return;
  if (Array.isArray(config.pull_triggers) && config.pull_triggers.length > 0) {
    throw new DiagnosticError({
      summary: '`pull_triggers` can\'t be used with `build`',
      detail: 'An image is either built or pulled. Remove one of the two. '
        + '`triggers` rebuilds an image when a value changes, and `pull_parent` pulls its base images.',
      path: ['pull_triggers'],
    });
  }
  // "default" is the engine's own builder.
  const needsBuildKit = (name: 'builder' | 'session_id') => isSet(build[name]) && !(name === 'builder' && build.builder === 'default');
  const set = BUILDKIT_ONLY.filter(needsBuildKit).map((name) => `\`${name}\``);
  const unsupported = [
    ...set,
    ...(knownBlocks(build.secrets).length > 0 ? ['`secrets`'] : []),
    ...(build.version === '2' ? ['`version` "2"'] : []),
  ];
  if (unsupported.length === 0) return;
  throw new DiagnosticError({
    summary: `${unsupported.join(', ')} of \`build\` ${unsupported.length === 1 ? 'needs' : 'need'} BuildKit`,
    detail: 'Images are built with the engine\'s own builder, which does not support this. '
      + 'Remove it, or build the image with `docker buildx build` and pull it, or load it with `docker_image_import`.',
    path: ['build'],
  });
}

function isSet(value: Value | undefined): boolean {
  return typeof value === 'string' && value !== '';
}

/** Plans the hash of the build context. Another hash replaces the image. */
export async function planBuild(plan: PlanContext<unknown>): Promise<void> {
  const { prior, planned } = plan;
  const { build: blocks } = planned;
  const build = Array.isArray(blocks) ? blocks.find(isBody) : undefined;
  if (build === undefined) {
    planned.build_hash = blocks instanceof Unknown ? Unknown.PLAIN : null;
    return;
  }
  // A state that another provider wrote has no hash to compare with. The next refresh adds it.
  if (prior !== null && (prior.build_hash ?? null) === null) return;
  const { context, dockerfile = null, remote_context: remote = null } = build;
  if (typeof context !== 'string' || dockerfile instanceof Unknown || remote instanceof Unknown) {
    planned.build_hash = Unknown.PLAIN;
    return;
  }
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { hashBuild, isEarlierHash, missingContext } = require('./build') as typeof Build;
  const source = { context, dockerfile: dockerfile as string | null, remote_context: remote as string | null };
  const hash = await hashBuild(source);
  const recorded = prior?.build_hash ?? null;
  const isUnchanged = typeof hash === 'string' && recorded !== null && hash !== recorded && await isEarlierHash(source, recorded);
  planHash(plan, 'build_hash', isUnchanged ? recorded : hash, () => missingContext(context));
}
