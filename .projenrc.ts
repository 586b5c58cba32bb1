import { cdk, javascript } from 'projen';
import { zones } from './projenrc/floors';

const project = new cdk.JsiiProject({
  name: 'cdktf-berth',
  description: 'Virtual container hosts for Terraform: typed container hosts, isolation policies and base images for CDKTF, '
    + 'with their own provider',
  author: 'The Berth authors',
  authorAddress: 'authors@berth.dev',
  authorOrganization: true,
  repositoryUrl: 'https://github.com/berth/cdktf-berth.git',
  license: 'Apache-2.0',
  keywords: ['cdktf', 'terraform', 'docker', 'containers', 'isolation', 'provider'],
  defaultReleaseBranch: 'main',

  jsiiVersion: '~5.9.0',
  typescriptVersion: '~5.9.0',
  minNodeVersion: '20.0.0',
  packageManager: javascript.NodePackageManager.NPM,
  bin: { berth: 'dist/cli/berth.cjs' },
  peerDeps: ['cdktf@^0.21.0', 'constructs@^10.4.2', '@cdktf/provider-docker@^12.0.0'],
  // What the compiled library and the provider use alike. jsii has a library bundle what is no jsii module.
  bundledDeps: ['ip-address@^10', '@balena/dockerignore@^1', 'yaml@^2'],
  devDeps: [
    'cdktf-cli@^0.21.0',
    '@types/node@^20',
    // Bundled into the provider or the command-line program, so not runtime dependencies of the library.
    // The last release of commander for Node 20.
    'commander@^14',
    'cli-progress@^3',
    '@types/cli-progress@^3',
    // Make minimal images.
    'xz-decompress@^0.2',
    'picomatch@^4',
    '@types/picomatch@^4',
    '@cyclonedx/cyclonedx-library@^10',
    'packageurl-js@^2',
    'spdx-expression-parse@^4',
    '@types/spdx-expression-parse@^4',
    'dockerode@^5',
    '@types/dockerode@^4',
    '@msgpack/msgpack@^3',
    'p-limit@^3',
    'p-map@^4',
    'p-queue@^6',
    '@bufbuild/protobuf@^2',
    '@peculiar/x509@^1',
    'asn1@^0.2',
    '@types/asn1@^0.2',
    'tar-stream@^3',
    '@types/tar-stream@^3',
    'dockerfile-ast@^0.7',
    // Verify and write signatures of images. The last releases for Node 20.
    '@sigstore/verify@^3',
    '@sigstore/bundle@^4',
    '@sigstore/core@^3',
    // Opens the encrypted private keys of cosign: NaCl's `secretbox`, which Node lacks.
    'tweetnacl@^1',
    'esbuild@^0.28',
    // Generates, tests and demonstrates.
    '@jsii/spec@^1',
    'ts-proto@^2',
    '@bufbuild/buf@1.74.0',
    'fast-check@^4',
    'tsx@^4',
    // Used by dev/ and the tests. The last releases that are CommonJS: on Node 20, jest can't load ES modules from TypeScript tests.
    'execa@^5',
    'get-port@^5',
    'p-wait-for@^3',
    // The last release for Node 20.
    'which@^5',
    '@types/which@^3',
    // Routes the requests to simulated engines.
    'find-my-way@^9',
    // Holds the OpenAPI of Kubernetes, which judges the objects that a stack amounts to. The last releases for Node 20.
    'kubernetes-models@^4',
    '@kubernetes-models/apimachinery@^2',
    'semver@^7',
    '@types/semver@^7',
    // Measure latency, and draw what was measured.
    'autocannon@^8',
    '@types/autocannon@^7',
    'echarts@^6',
    // Run the end-to-end tests: the parts of jest that test/e2e/support/runner.ts is made from.
    'jest-runner@^30',
    'jest-worker@^30',
  ],

  projenrcTs: true,
  sampleCode: false,
  release: false,
  github: false,
  depsUpgrade: false,
  publishToPypi: { distName: 'cdktf-berth', module: 'cdktf_berth' },
  publishToMaven: { mavenGroupId: 'dev.berth', mavenArtifactId: 'cdktf-berth', javaPackage: 'dev.berth.cdktf' },
  publishToGo: { moduleName: 'github.com/berth/cdktf-berth-go', packageName: 'berth' },

  eslintOptions: { dirs: ['src', 'provider', 'cli'], devdirs: ['test', 'examples', 'dev', 'bench'] },
  jestOptions: {
    updateSnapshot: javascript.UpdateSnapshot.NEVER,
    junitReporting: false,
    jestConfig: {
      testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/e2e/'],
      collectCoverage: false,
      // In milliseconds. On a busy machine, a bundle takes longer than the five seconds of jest.
      testTimeout: 60_000,
      // By default, jest leaves one core idle: of CI's two cores, half.
      maxWorkers: '100%',
      moduleNameMapper: { '^cdktf-berth$': '<rootDir>/src/index.ts' },
    },
  },
  gitignore: ['/dist/', '/.work/', '*.tfstate*', '.terraform/', 'cdktf.out/'],
});

// The provider has the same version: it names the bundle, and Terraform compares it.
project.package.addVersion('0.1.0');

const packageJson = project.tryFindObjectFile('package.json')!;
packageJson.addDeletionOverride('devEngines');
// `npm ci` accepts a lock file only if it lists the packages of every platform. A registry may lack those of the newest releases.
packageJson.addOverride('overrides', { 'unrs-resolver': '1.12.2' });
packageJson.addOverride('jest.testMatch', ['<rootDir>/test/**/*.test.ts']);

// The provider implements wire formats, which need bitwise operators.
project.eslint!.addOverride({
  files: ['provider/**/*.ts', 'test/provider/**/*.ts', 'cli/**/*.ts', 'test/cli/**/*.ts'],
  rules: { 'import/no-extraneous-dependencies': ['error', { devDependencies: true }], 'no-bitwise': 'off' },
});
// The examples import the library by its name, as its users do. The tsconfig.json of examples/, dev/ and test/ maps it to this checkout.
project.tryFindObjectFile('test/tsconfig.json')!.addOverride('compilerOptions.paths', { 'cdktf-berth': ['../src/index.ts'] });
project.eslint!.addOverride({
  files: ['examples/**/*.ts', 'dev/**/*.ts', 'test/**/*.ts'],
  rules: { 'import/no-unresolved': ['error', { ignore: ['^cdktf-berth$'] }] },
});
project.eslint!.addIgnorePattern('**/generated/');
project.eslint!.addIgnorePattern('**/cdktf.out/');
project.eslint!.addRules({
  // One dialect. Type imports are written like all others, since `import/no-cycle` ignores `import type`.
  '@stylistic/arrow-parens': ['error', 'always'],
  '@stylistic/max-len': ['error', { code: 140, ignoreUrls: true }],
  '@typescript-eslint/consistent-type-imports': ['error', { prefer: 'no-type-imports', disallowTypeAnnotations: false }],
  '@typescript-eslint/explicit-member-accessibility': ['error', { overrides: { constructors: 'no-public' } }],
  'no-restricted-syntax': ['error', { selector: 'PrivateIdentifier', message: 'Write `private`, as everywhere else.' }],
  'import/no-cycle': ['error', { commonjs: true }],
  'import/no-restricted-paths': ['error', { zones: zones() }],
  'import/order': ['error', { groups: ['builtin', 'external'], alphabetize: { order: 'asc', caseInsensitive: true } }],
});

// The tasks, in the order in which `verify` runs them.
const proto = project.addTask('generate:proto', {
  description: 'Generates the plugin protocol\'s TypeScript from its .proto files',
  exec: 'buf generate --template provider/framework/wire/proto/buf.gen.json provider/framework/wire/proto',
});
const controls = project.addTask('generate:controls', {
  description: 'Generates the public API of the isolation controls from the table in src/shared/controls/',
  exec: 'tsx projenrc/generate-controls.ts',
});
const l1 = project.addTask('generate:l1', {
  description: 'Generates L1s and what each back end has from the schemas of the providers',
  exec: 'tsx projenrc/l1/main.ts',
});
const propTypes = project.addTask('generate:prop-types', {
  description: 'Generates the types of the props, which plain JavaScript needs at run time, from the compiled library',
  exec: 'tsx projenrc/generate-prop-types.ts',
});
const bundle = project.addTask('bundle', {
  description: 'Bundles the provider and the command-line program into one executable file each, in dist/',
});
bundle.exec('tsx provider/bundling/main.ts');
bundle.exec('tsx cli/bundling/main.ts');
const docs = project.addTask('docs', {
  description: 'Generates the provider\'s reference from its schema and the examples in examples/provider/, the guide to targets, and the '
    + 'program for forks',
});
docs.exec('tsx provider/docs/main.ts');
docs.exec('tsx projenrc/generate-targets-guide.ts');
docs.exec('tsx projenrc/generate-fork-runtime.ts');
const typecheck = project.addTask('typecheck', { description: 'Checks the types of the code that jsii does not compile' });
typecheck.exec('tsc --noEmit --project provider/tsconfig.json');
typecheck.exec('tsc --noEmit --project cli/tsconfig.json');
typecheck.exec('tsc --noEmit --project test/tsconfig.json');
typecheck.exec('tsc --noEmit --project examples/tsconfig.json');
typecheck.exec('tsc --noEmit --project dev/tsconfig.json');
typecheck.exec('tsc --noEmit --project bench/tsconfig.json');
const cdktn = project.addTask('test:cdktn', {
  description: 'Runs the unit tests of the library with cdktn in place of cdktf',
  exec: 'tsx test/cdktn/run.ts',
  receiveArgs: true,
});
const e2e = project.addTask('test:e2e', {
  description: 'Applies stacks with Terraform on a Docker Engine',
  exec: 'jest --config test/e2e/jest.config.json --ci',
  receiveArgs: true,
});
project.addTask('test:hosts', {
  description: 'Tests with several hosts or engines that are made and changed. Needs root',
  exec: 'jest --config test/e2e/hosts.jest.config.json --ci',
  receiveArgs: true,
});
project.addTask('test:soak', {
  description: 'Tests that break engines and applies, suspend pools, roll sets of clones, or make hundreds of containers. Needs root',
  exec: 'jest --config test/e2e/soak.jest.config.json --ci',
  receiveArgs: true,
});
project.addTask('test:matrix', {
  description: 'Tests on newer Docker Engines, with control groups of version 2 in user-mode Linux, and on Podman. Needs root',
  // The engines get what tests mount later.
  exec: 'unshare --mount --propagation shared tsx --tsconfig test/tsconfig.json test/e2e/matrix/run.ts',
  receiveArgs: true,
});
const unchanged = project.addTask('check:generated', {
  description: 'Fails if the build changed a tracked file',
  condition: '[ -n "$CI" ]',
  // The shell of projen's tasks has no `test -z`. `--intent-to-add` makes `git diff` report new files too.
  exec: 'git add --intent-to-add . && git diff --exit-code',
});

const verify = project.addTask('verify', { description: 'Builds and tests everything; `npm test` and CI run this' });
const { defaultTask, compileTask, postCompileTask, testTask } = project;
for (const task of [
  defaultTask!, proto, controls, l1, compileTask, propTypes, postCompileTask, bundle, docs, typecheck, testTask, cdktn, e2e, unchanged,
]) {
  verify.spawn(task);
}

// These scripts work as the first command in a fresh clone: `bootstrap.mjs` installs missing npm packages.
const first = (command: string) => `node dev/bootstrap.mjs ${command}`;
project.setScript('test', first('projen verify'));
project.setScript('bundle', first('projen bundle'));
project.setScript('demo', first('tsx dev/demo/shop.ts'));
project.setScript('demo:isolation', first('tsx --tsconfig dev/tsconfig.json dev/demo/isolation.ts'));
const bench = project.addTask('bench', { description: 'Runs the benchmarks side by side and writes bench/RESULTS.md' });
bench.spawn(project.compileTask);
bench.spawn(bundle);
bench.exec('tsx --tsconfig bench/tsconfig.json bench/run.ts', { receiveArgs: true });
project.setScript('bench', first('projen bench'));

// The package contains the compiled library, the bundled provider and command-line program, and everything that the README links to, but
// not the sources and tools that build them.
project.npmignore!.exclude('*.tfstate*', '/.ci/', '/.work/', '/bench/*', '/cli/', '/dev/', '/provider/', 'cdktf.out');
project.npmignore!.include('/bench/RESULTS.md');
project.npmignore!.include('/dist/');
project.npmignore!.exclude('/dist/*');
project.npmignore!.include('/dist/provider/', '/dist/cli/');

project.synth();
