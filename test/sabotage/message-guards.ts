import type { Guard } from './guard.ts';

/** What keeps people told, and from being told too often. */
export const messageGuards: readonly Guard[] = [
  {
    keeps: 'nobody counts as told because programs heard',
    file: 'runtime/telling-of.ts',
    text: 'outcome: outcomeOf(reports.filter(isForPeople)),',
    instead: 'outcome: outcomeOf(reports),',
    tests: ['runtime/alerts.test.ts'],
  },
  {
    keeps: 'an alert that all people’s channels refuse is given up',
    file: 'runtime/telling-of.ts',
    text: 'if (reports.filter(isForPeople).some(',
    instead: 'if (reports.some(',
    tests: ['runtime/alerts.test.ts'],
  },
  {
    keeps: 'no program is remembered as somebody who was told',
    file: 'services/notifier/incidents/channel-deliveries.ts',
    text: 'all.filter(({ forPrograms }) => !forPrograms)',
    instead: 'all',
    tests: ['services/notifier/incidents/channel-deliveries.test.ts'],
  },
  {
    keeps: 'what a channel refuses is not tried again',
    file: 'runtime/telling-of.ts',
    text: "report.state === 'failed')",
    instead: "report.state !== 'sent')",
    tests: ['services/notifier/tell-people.test.ts'],
  },
  {
    keeps: 'what cannot be read rings now and then',
    file: 'services/notifier/rejections/decide-rejection.ts',
    text: 'if (restsUntil === undefined) return',
    instead: 'if (restsUntil !== null) return',
    tests: ['test/rejections.test.ts'],
  },
  {
    keeps: 'a visit rings once',
    file: 'services/notifier/incidents/decide.ts',
    text: "if (!isHigher(picture.severity, incident.rang)) return 'same-visit';",
    instead: '',
    tests: ['services/notifier/incidents'],
  },
  {
    keeps: 'a silent camera rings once',
    file: 'services/watchman/handle.ts',
    text: 'await watches.change(camera, (before) => markTold(before, judged));',
    instead: '',
    tests: ['services/watchman/handle.test.ts'],
  },
  {
    keeps: 'a day is summed up once',
    file: 'services/reporter/handle.ts',
    text: 'if (noted.toldOn === today) return',
    instead: 'if (noted === null) return',
    tests: ['services/reporter/handle.test.ts'],
  },
  {
    keeps: 'a replay rings nowhere',
    file: 'cli/replay-command.ts',
    text: "!consumer.needs.includes('alerts')",
    instead: 'consumer.needs.length >= 0',
    tests: ['test/operate.test.ts'],
  },
  {
    keeps: 'no name is HTML in a mail',
    file: 'services/notifier/mail-page.ts',
    text: 'escapeHtml(text)}</bdi>',
    instead: 'text}</bdi>',
    tests: ['test/hostile-messages.test.ts'],
  },
  {
    keeps: 'no name is HTML in a summary',
    file: 'services/reporter/summary-html.ts',
    text: 'escapeHtml(text)}</td>',
    instead: 'text}</td>',
    tests: ['services/reporter/compose-summary.test.ts'],
  },
];
