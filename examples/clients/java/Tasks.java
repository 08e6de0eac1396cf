import communique.ApiClient;
import communique.ApiException;
import communique.api.AnnouncementsApi;
import communique.api.ChangesApi;
import communique.api.CommitmentsApi;
import communique.api.SummariesApi;
import communique.model.*;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Four tasks with the client that openapi-generator makes. For example: {@code java Tasks late http://127.0.0.1:8000
 * KEY}; docs/clients.md says how it is generated.
 */
final class Tasks {
    private final AnnouncementsApi announcements;
    private final ChangesApi changes;
    private final CommitmentsApi commitments;
    private final SummariesApi summaries;

    Tasks(ApiClient client) {
        announcements = new AnnouncementsApi(client);
        changes = new ChangesApi(client);
        commitments = new CommitmentsApi(client);
        summaries = new SummariesApi(client);
    }

    /** Copy every record, then follow the changes until none comes for 5 seconds. */
    void mirror() throws ApiException {
        var page = changes.listChanges(ChangesApi.APIListChangesRequest.newBuilder().since("latest").build());
        Map<UUID, Announcement> copies = new HashMap<>();
        var request = AnnouncementsApi.APIListAnnouncementsRequest.newBuilder().limit(200);
        for (String cursor = ""; cursor != null; request.cursor(cursor)) {
            var records = announcements.listAnnouncements(request.build());
            records.getData().forEach(record -> copies.put(record.getId(), record));
            cursor = records.getMeta().getNextCursor();
        }
        System.out.println(copies.size() + " records copied");
        do {
            var next = ChangesApi.APIListChangesRequest.newBuilder().since(page.getMeta().getNextCursor()).waitSeconds(5);
            page = changes.listChanges(next.build());
            for (UUID id : page.getData().stream().map(each -> each.getAnnouncement().getId()).collect(Collectors.toSet()))
                try {
                    var record = AnnouncementsApi.APIGetAnnouncementRequest.newBuilder().id(id).build();
                    copies.put(id, announcements.getAnnouncement(record));
                } catch (ApiException answer) {
                    if (answer.getCode() != 410) throw answer;
                    copies.remove(id);
                }
        } while (!page.getData().isEmpty() || !page.getMeta().getAtEnd());
        copies.values().stream()
                .map(record -> record.getTitle() + " (version " + record.getVersion() + ")")
                .sorted()
                .forEach(System.out::println);
    }

    /** Create a draft, publish it, and report progress on its commitment, each safe to repeat. */
    void publish() throws ApiException {
        var draft = new AnnouncementInput()
                .kind(AnnouncementKind.PLAN)
                .title("A plan for ferries")
                .language("en")
                .jurisdiction("NO")
                .announcedOn("2026-02-03")
                .addPartiesItem(new AnnouncementPartyInput().name("Ministry of Transport").kind(PartyKind.GOVERNMENT).addRolesItem(PartyRole.ISSUER))
                .addSourcesItem(new SourceInput().kind(SourceKind.PRESS_RELEASE).title("Ferries go electric"))
                .addCommitmentsItem(new CommitmentInput().kind(CommitmentKind.GOAL).statement("All ferries are electric.").due("2030"));
        var create = AnnouncementsApi.APICreateAnnouncementRequest.newBuilder()
                .announcementInput(draft).idempotencyKey(UUID.randomUUID().toString()).build();
        var created = announcements.createAnnouncementWithHttpInfo(create);
        UUID id = created.getData().getId();
        if (!announcements.createAnnouncement(create).getId().equals(id)) throw new AssertionError("Created twice");
        var publish = AnnouncementsApi.APIPublishAnnouncementRequest.newBuilder()
                .id(id).ifMatch(created.getHeaders().get("etag").get(0)).idempotencyKey("publish-" + id).build();
        var record = announcements.publishAnnouncement(publish);
        for (Commitment commitment : record.getCommitments()) {
            var report = new ProgressInput()
                    .status(CommitmentStatus.IN_PROGRESS).on("2026-06").source(new ReportSourceInput().title("Annual report"));
            var send = CommitmentsApi.APIReportProgressRequest.newBuilder()
                    .id(commitment.getId()).progressInput(report).idempotencyKey("report-" + commitment.getId()).build();
            var progress = commitments.reportProgress(send);
            System.out.printf("%s: %s %s %s%n", record.getTitle(), commitment.getStatement(), progress.getStatus(), progress.getOn());
        }
    }

    /** List the overdue commitments by jurisdiction, the longest overdue first. */
    void late() throws ApiException {
        Map<String, List<CommitmentInRecord>> overdue = new TreeMap<>();
        var request = CommitmentsApi.APIListCommitmentsRequest.newBuilder().overdue(true).sort(CommitmentsSort.DUE).limit(200);
        for (String cursor = ""; cursor != null; request.cursor(cursor)) {
            var page = commitments.listCommitments(request.build());
            for (CommitmentInRecord each : page.getData())
                overdue.computeIfAbsent(each.getAnnouncement().getJurisdiction(), code -> new ArrayList<>()).add(each);
            cursor = page.getMeta().getNextCursor();
        }
        overdue.forEach((jurisdiction, list) -> {
            System.out.println(jurisdiction + ": " + list.size());
            list.forEach(each -> System.out.println("  " + each.getDue() + " " + each.getStatement()));
        });
    }

    /** Add up the amounts by jurisdiction, and all of them in euros. */
    void money() throws ApiException {
        var byJurisdiction = SummariesApi.APISummariseAmountsRequest.newBuilder()
                .groupBy(List.of(AmountsSummaryGroupBy.JURISDICTION)).build();
        for (AmountSum each : summaries.summariseAmounts(byJurisdiction).getData())
            System.out.printf("%s: %s %s%n", each.getJurisdiction(), each.getSum(), each.getCurrency());
        var inEuros = SummariesApi.APISummariseAmountsRequest.newBuilder()
                .currency(List.of("EUR")).convert(ConversionDate.ANNOUNCED_ON).build();
        for (AmountSum each : summaries.summariseAmounts(inEuros).getData())
            System.out.printf("all: %s %s%n", each.getSum(), each.getCurrency());
    }

    public static void main(String[] arguments) throws ApiException {
        var client = new ApiClient();
        client.updateBaseUri(arguments[1]);
        client.setRequestInterceptor(request -> request.header("Authorization", "Bearer " + arguments[2]));
        var tasks = new Tasks(client);
        switch (arguments[0]) {
            case "mirror" -> tasks.mirror();
            case "publish" -> tasks.publish();
            case "late" -> tasks.late();
            case "money" -> tasks.money();
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }
}
