import { requireNotBroken } from './judge';
import { judgeNewImageName } from '../../src/shared/virtual-host/judge-image-name';
import { VirtualHostRules } from '../../src/shared/virtual-host/rules';
import { Engine } from '../engine/engine';
import { parsePlatform, platformMatches } from '../engine/image/platform';
import { parseReference } from '../engine/reference';

/**
 * Throws if the engine would pull an image for another platform than its own, under a name that others use, too: what is on the engine is
 * not pulled again, so they would get that image.
 *
 * @param platform  as `os/architecture[/variant]`. Empty for that of the engine
 */
export async function requireOwnPlatform(
  engine: Engine, what: string, image: string, platform: string | null | undefined, attribute: string, rules: VirtualHostRules,
): Promise<void> {
  const isNobodyElses = parseReference(image)?.digest !== undefined || judgeNewImageName(image, attribute, rules, () => false).length === 0;
  if (!platform || isNobodyElses) return;
  const { os, arch } = await engine.version();
  const [requested, own] = [platform, `${os}/${arch}`].map(parsePlatform);
  if (requested !== undefined && own !== undefined && platformMatches(requested, own)) return;
  requireNotBroken(what, rules, [{
    rule: 'name',
    attribute,
    problem: `The engine is for ${os}/${arch}, and would pull "${image}" for "${platform}". Others who use the name on this engine would `
      + 'get that image, too. Name the image by the digest that it has in its registry for this platform, `repository@sha256:…`.',
  }]);
}
