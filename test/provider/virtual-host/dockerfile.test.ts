import { imagesOf, UnreadableDockerfile, withBases, withLabelInEachStage } from '../../../provider/virtual-host/dockerfile';
import { joined } from '../../../provider/virtual-host/dockerfile-lines';

const images = (lines: readonly string[], given = {}) => imagesOf(lines.join('\n'), given).map(({ image }) => image);

test('all images count: of each stage, of COPY --from, of RUN --mount, of triggers, and the syntax', () => {
  const lines = [
    '# syntax=evil.example/frontend:1',
    'FROM --platform=linux/amd64 a.example/one AS Base',
    'RUN --mount=type=cache,target=/x --mount=type=bind,from=b.example/two,target=/y true',
    'ONBUILD COPY --from=c.example/three /x /y',
    'from d.example/four \\',
    '  # a comment',
    '  as last',
    'COPY --chown=1 --from=e.example/five /x /y',
    'ADD f.txt /',
  ];
  expect(imagesOf(lines.join('\n'), {})).toMatchObject([
    { image: 'evil.example/frontend:1', by: 'the directive in line 1' },
    { image: 'a.example/one', by: 'FROM in line 2' },
    { image: 'b.example/two', by: 'RUN in line 3' },
    { image: 'c.example/three', by: 'COPY in line 4' },
    { image: 'd.example/four', by: 'FROM in line 5' },
    { image: 'e.example/five', by: 'COPY in line 8' },
  ]);
});

test('stages, by name in any case or by number, and scratch are no images, unless the stage comes later', () => {
  expect(images([
    'FROM later', 'FROM one AS Base', 'FROM base AS later', 'FROM scratch',
    'COPY --from=BASE / /', 'COPY --from=0 / /', 'COPY --from=other / /',
  ])).toEqual(['later', 'one', 'other']);
});

test('a stage is none in itself, in a trigger, which runs in a later build, or with a number that is too big', () => {
  expect(images(['FROM one AS busybox', 'COPY --from=busybox / /'])).toEqual(['one', 'busybox']);
  expect(images(['FROM one AS busybox', 'RUN --mount=from=Busybox true'])).toEqual(['one', 'Busybox']);
  expect(images(['FROM one AS busybox', 'FROM two', 'ONBUILD COPY --from=busybox / /'])).toEqual(['one', 'two', 'busybox']);
  expect(images(['FROM one', 'FROM two', `COPY --from=${'9'.repeat(20)} / /`])).toEqual(['one', 'two', '9'.repeat(20)]);
});

test.each([
  ['a default', ['ARG TAG=1', 'FROM app:${TAG}'], {}, 'app:1'],
  ['a value in place of the default', ['ARG TAG=1', 'FROM app:$TAG'], { TAG: '2' }, 'app:2'],
  ['a value of another one', ['ARG HOST=a.example', 'ARG IMAGE="${HOST}/app"', 'FROM ${IMAGE}'], { HOST: 'b.example' }, 'b.example/app'],
  ['a word in its place', ['ARG TAG', 'FROM app${TAG:+:x}'], { TAG: '1' }, 'app:x'],
  ['a default beside others', ['ARG FLAGS="-O2 IMAGE=x" IMAGE=app \\', "  C='d e'", 'FROM $IMAGE'], {}, 'app'],
  ['a quoted default', ['ARG IMAGE="a.example/app"', 'FROM $IMAGE'], {}, 'a.example/app'],
])('an argument has %s', (_, lines, given, image) => {
  expect(images(lines, given)).toEqual([image]);
});

test('files of the context are added', () => {
  expect(images(['FROM one', 'ADD --chown=1000:1000 app.tar* ./lib /srv/', 'ADD ["a b", "/x"]'])).toEqual(['one']);
});

test('other labels are set, with variables in their values', () => {
  const labels = [
    'LABEL a=b org.example.url="https://berth.example/$X" c=${X:-y} \\', "  d='berth.virtual-host=x'", 'LABEL "my name"="some text" e=f',
    'LABEL old form of it', 'ONBUILD LABEL a=$X',
  ];
  expect(images(['FROM one', ...labels])).toEqual(['one']);
});

test('a byte order mark and the line ends of Windows change nothing', () => {
  expect(imagesOf('\uFEFFFROM one\r\nFROM two\r\n', {}).map(({ image }) => image)).toMatchObject(['one', 'two']);
});

test.each([
  ['an argument without a value', ['ARG BASE', 'FROM $BASE'], 'Line 2 uses "$BASE", whose value is not known.'],
  ['a URL to add', ['FROM scratch', 'ADD http://10.224.16.9:5432/ /x'], 'Line 2 adds something other than a plain path'],
  ['a URL to add, as JSON', ['FROM scratch', 'ADD ["http\\u003a//a/", "/x"]'], 'Line 2 adds something'],
  ['a URL to add by an argument', ['FROM scratch', 'ARG FROM_THERE', 'ADD $FROM_THERE /x'], 'Line 3 adds something'],
  ['a repository to add', ['FROM scratch', 'ADD --chown=1:1 github.com/a/b /x'], 'Line 2 adds something'],
  ['a URL to add in a later build', ['FROM scratch', 'ONBUILD ADD https://a.example/ /x'], 'Line 2 adds something'],
  ['a URL to add in a continued line', ['FROM scratch', 'ADD a \\', '  ftp://a.example/ /x'], 'Line 2 adds something'],
  ['an argument without an ARG', ['FROM app${TAG:-:3}'], 'Line 1 uses "app${TAG:-:3}", whose value is not known.'],
  ['an argument that engines have by themselves', ['FROM ${https_proxy:-scratch}'], 'Line 1 uses "${https_proxy:-scratch}"'],
  ['a default with such an argument', ['ARG BASE=${NO_PROXY:-scratch}', 'FROM $BASE'], 'Line 2 uses "$BASE"'],
  ['an argument of a stage', ['FROM one', 'ARG BASE=x', 'FROM $BASE'], 'Line 3 uses "$BASE"'],
  ['an argument with two values', ['ARG BASE=a', 'ARG BASE=b', 'FROM $BASE'], 'Line 3 uses "$BASE"'],
  ['a form of a variable that is not known', ['ARG BASE=a', 'FROM ${BASE%x}'], 'Line 2 uses "${BASE%x}"'],
  ['a quoted image', ['FROM "one"'], 'Line 1 uses'],
  ['a variable in a flag', ['FROM one', 'COPY --from=$X / /'], 'Line 2 uses "$X"'],
  ['a here-document, whose lines the engine reads as instructions', ['FROM one', 'RUN <<END', 'FROM evil', 'END'], 'a here-document.'],
  ['an instruction in a continued line', ['FROM one', 'RUN echo \\', 'FROM evil'], 'Line 3 continues another line'],
  ['a flag in a continued line', ['FROM one', 'RUN echo \\', 'COPY --from=evil / /'], 'continues another line'],
  ['a quote in the name of a flag', ['FROM one', 'COPY --fr"o"m=evil / /'], 'Line 2 has the flag "--fr\\"o\\"m=evil". Write it'],
  ['a quote in a mount', ['FROM one', 'RUN --mount=type=bind,fro"m=evil" true'], 'Line 2 has the flag'],
  ['an apostrophe in a trigger', ['FROM one', "ONBUILD COPY --'from'=evil / /"], 'Line 2 has the flag'],
  ['an escaped letter in a flag', ['FROM one', 'COPY --fr\\om=one / /'], 'Line 2 has the flag'],
  ['another escape character', ['# escape=`', 'FROM one'], 'Line 1 chooses the escape character'],
  ['a directive that only some read', ['# a_b=c', '# escape=`', 'FROM one', 'RUN true #`', 'COPY --fr"o"m=red /s /x'], 'Line 2 chooses'],
  ['several backslashes at the end of a line', ['FROM one', 'RUN echo \\\\', 'ADD http://x /x'], 'Line 2 ends with several'],
  ['a here-document of a trigger', ['FROM one', 'ONBUILD RUN <<CMD', 'CMD'], 'Line 2 has a here-document'],
  ['a letter with a byte that the engine takes for white space', ['FROM one', 'COPY --chown=\u0160--from=evil / /'], 'has the flag'],
  ['another white space before a flag', ['FROM one', 'COPY \u00a0 --from=evil / /'], 'Line 2 has white space other than'],
  ['a variable with a digit first, of which the engine reads the digit', ['ARG A=a', 'FROM $1A.example/y'], 'Line 2 uses "$1A.example/y"'],
  ['a variable with a letter of another alphabet', ['ARG A=a', 'FROM $A\u00e9'], 'Line 2 uses'],
  ['an argument with a digit first', ['ARG 1A=a', 'FROM one'], 'Line 1 declares an argument that is not NAME=VALUE.'],
  ['an ARG without a name', ['ARG', 'FROM one'], 'Line 1 declares an argument'],
  ['quotes around words', ['ARG A="b HOST=a/ C="d" E="', 'FROM ${HOST}evil'], 'Line 1 declares an argument'],
  ['a label of the provider', ['FROM one', 'LABEL a=b berth.virtual-host=red'], 'Line 2 sets a label that begins with "berth.", or may do'],
  ['a quoted label of the provider', ['FROM one', 'LABEL "berth.virtual-host"="red"'], 'Line 2 sets a label'],
  ['a label of the provider that is quoted in parts', ['FROM one', 'LABEL ber"th".virtual-host=red'], 'Line 2 sets a label'],
  ['a label of the provider with an escaped letter', ['FROM one', 'LABEL ber\\th.virtual-host=red'], 'Line 2 sets a label'],
  ['a label of the provider as two words', ['FROM one', 'LABEL berth.virtual-host red'], 'Line 2 sets a label'],
  ['a label of the provider in two lines', ['FROM one', 'LABEL ber\\', 'th.virtual-host=red'], 'Line 2 sets a label'],
  ['such a label with a comment in it', ['FROM one', 'LABEL ber\\', '# comment', 'th.virtual-host=red'], 'Line 2 sets a label'],
  ['such a label after another one', ['FROM one', 'LABEL a=1 \\', '', '  # comment', '  berth.virtual-host=red'], 'Line 2 sets a label'],
  ['a variable in the name of a label', ['FROM one', 'ARG A', 'LABEL $A=red'], 'Line 3 sets a label'],
  ['a variable in a quoted name of a label', ['FROM one', 'ENV A=x', 'LABEL "${A}.virtual-host"=red'], 'Line 3 sets a label'],
  ['a variable in a form of a label that is not known', ['FROM one', 'LABEL a="\\"$A" b=c'], 'Line 2 sets a label'],
  ['a label of the provider in a trigger', ['FROM one', 'ONBUILD LABEL berth.virtual-host=red'], 'Line 2 sets a label'],
  ['a label in small letters', ['FROM one', 'label berth.virtual-host=red'], 'Line 2 sets a label'],
  ['a label in a continued line', ['FROM one', 'RUN echo \\', 'LABEL berth.virtual-host=red'], 'Line 3 continues another line'],
  ['a line that begins with another white space', ['FROM one', '\u00a0FROM evil'], 'Line 2 has white space other than'],
  ['a line that ends as on a Mac of the past', ['FROM one\rFROM two'], 'It has control characters.'],
])('%s can\'t be read', (_, lines, problem) => {
  expect(() => images(lines)).toThrow(UnreadableDockerfile);
  expect(() => images(lines)).toThrow(problem);
});

test.each([
  ['each stage', ['# syntax=a/b', 'ARG A', 'FROM one AS a', 'RUN true', 'FROM a'], [3, 5]],
  ['a Dockerfile without another line', ['from scratch'], [1]],
  ['a FROM in another instruction', ['FROM one', 'ONBUILD RUN echo FROM', 'RUN echo FROM x'], [1]],
])('a label is the first step of %s', (_, lines, positions) => {
  const expected = [...lines];
  positions.reverse().forEach((position) => expected.splice(position, 0, 'LABEL berth.virtual-host=blue'));
  for (const end of ['\n', '\r\n']) {
    expect(withLabelInEachStage(`\uFEFF${lines.join(end)}`, 'berth.virtual-host', 'blue')).toBe(expected.join('\n'));
  }
});

test('each instruction is sent in one line, as engines join lines, with its images by what was judged', () => {
  const lines = [
    '# comment \\', 'FR\\', 'OM one \\  ', '  # comment', '', '  AS a  ', '\\', 'RUN true \\', '  && false', 'copy --from=two a \\', ' b\\',
  ];
  const expected = ['# comment \\', 'FROM one   AS a', '', '', '', '', 'RUN true   && false', '', '', 'copy --from=two a  b', ''];
  const text = lines.join('\n');
  expect(joined(text).split('\n')).toEqual(expected);
  const used = imagesOf(text, {});
  expect(used.map(({ image }) => image)).toEqual(['one', 'two']);
  expect(withBases(text, [{ range: used[0]!.range!, image: 'sha256:1' }]).split('\n')[1]).toBe('FROM sha256:1   AS a');
});

test.each([
  ['a keyword in two lines', ['FR\\', 'OM evil'], ['evil']],
  ['a keyword before a continued line', ['FROM one', 'FROM\\', ' evil'], ['one', 'evil']],
  ['a keyword after an empty continued line', ['FROM one', '\\', 'FROM evil'], ['one', 'evil']],
  ['a keyword after a comment in a continued line', ['FROM one', 'CO\\', '# \\', '', 'PY --from=evil / /'], ['one', 'evil']],
  ['a flag in two lines', ['FROM one', 'COPY --fr\\', 'om=evil / /'], ['one', 'evil']],
])('%s is read as engines read it', (_, lines, expected) => {
  expect(images(lines)).toEqual(expected);
});

test.each([
  ['a label in two lines of which the first is its keyword', ['FROM one', 'LABEL\\', ' berth.virtual-host=red'], 'Line 2 sets a label'],
  ['a label whose keyword is in two lines', ['FROM one', 'LAB\\', 'EL berth.virtual-host=red'], 'Line 2 sets a label'],
  ['a FROM before the end of a continued line', ['FROM one', 'RUN echo \\', 'FROM\\', ' evil'], 'Line 3 continues another line'],
  ['a trigger in a continued line', ['FROM one', 'RUN echo \\', 'ONBUILD\\', ' LABEL berth.virtual-host=red'], 'Line 3 continues'],
  ['a quoted flag in a continued line', ['FROM one', 'RUN echo \\', 'COPY --fr"o"m=evil / /', 'RUN x'], 'Line 3 continues'],
  ['a quoted keyword', ['FROM one', '"FROM" evil'], 'Line 2 begins with'],
  ['a keyword with an escaped letter', ['FROM one', 'FR\\OM evil'], 'Line 2 begins with'],
  ['a quoted flag after another one', ['FROM one', 'COPY --chown="1 --from=a" --from=evil / /'], 'Line 2 has the flag'],
  ['a word of two dashes', ['FROM one', 'COPY -- --from=evil /'], 'Line 2 has the flag "--"'],
])('%s can\'t be read, too', (_, lines, problem) => {
  expect(() => images(lines)).toThrow(UnreadableDockerfile);
  expect(() => images(lines)).toThrow(problem);
});

describe('variables of variables', () => {
  const doubled = (keyword: string) => Array.from({ length: 40 }, (_, index) => `${keyword} A${index + 1}=$A${index}$A${index}`);

  test.each([
    ['arguments', ['ARG A0=0123456789', ...doubled('ARG'), 'FROM one']],
    ['the environment', ['FROM one', 'ENV A0=0123456789', ...doubled('ENV')]],
    ['the old form of the environment', ['FROM one', 'ENV A 0123456789', ...Array.from({ length: 40 }, () => 'ENV A $A${A}')]],
    ['labels', ['FROM one', `ENV A=${'x'.repeat(60_000)}`, `LABEL a=${'$A'.repeat(30_000)}`]],
    ['triggers', ['FROM one', 'ENV A=0123456789', ...Array.from({ length: 40 }, () => 'ONBUILD ENV A=$A$A')]],
  ])('of %s can\'t become long', (_, lines) => {
    expect(() => images(lines)).toThrow(/its values may be longer than 1048576 characters/);
  });

  test('no image has a name with a long one, and ordinary ones are read', () => {
    expect(() => images([`ARG A=${'a'.repeat(3000)}`, 'ARG B=$A$A', 'FROM $B'])).toThrow('Line 3 uses "$B"');
    expect(() => images(['ARG A=a', `FROM ${'$A'.repeat(3000)}`])).toThrow('whose value is not known.');
    const path = Array.from({ length: 100 }, (_, index) => `ENV PATH=/opt/${index}/bin:$PATH`);
    expect(images(['FROM one', ...path, ...Array.from({ length: 100 }, () => 'RUN echo $PATH $PATH $PATH')])).toEqual(['one']);
  });

  test('a long Dockerfile is not read', () => {
    expect(() => images(['FROM one', '#'.repeat(256 * 1024)])).toThrow('It has 262153 characters, and may have 262144.');
  });
});
