// Four tasks with the client that openapi-generator makes. For example: `tasks late http://127.0.0.1:8000 KEY`;
// docs/clients.md says how it is generated.
package main

import (
	"context"
	"errors"
	"fmt"
	"log"
	"net/http"
	"os"
	"sort"
	"strconv"
	"strings"
	"time"

	"example.com/tasks/communique"
)

type tasks struct {
	*communique.APIClient
	context context.Context
}

// mirror copies every record, then follows the changes until none comes for 5 seconds.
func (t tasks) mirror() {
	changes := expect(t.ChangesAPI.ListChanges(t.context).Since("latest").Execute())
	copies := map[string]communique.Announcement{}
	list := t.AnnouncementsAPI.ListAnnouncements(t.context).Limit(200)
	for more := true; more; {
		page := expect(list.Execute())
		for _, record := range page.Data {
			copies[record.Id] = record
		}
		more = page.Meta.HasNextCursor()
		list = list.Cursor(page.Meta.GetNextCursor())
	}
	fmt.Println(len(copies), "records copied")
	for more := true; more; more = len(changes.Data) > 0 || !changes.Meta.AtEnd {
		changes = expect(t.ChangesAPI.ListChanges(t.context).Since(changes.Meta.NextCursor).Wait(5).Execute())
		for _, change := range changes.Data {
			id := change.Announcement.Id
			record, answer, err := t.AnnouncementsAPI.GetAnnouncement(t.context, id).Execute()
			if err != nil && answer != nil && answer.StatusCode == http.StatusGone {
				delete(copies, id)
			} else {
				copies[id] = *expect(record, answer, err)
			}
		}
	}
	lines := []string{}
	for _, record := range copies {
		lines = append(lines, fmt.Sprintf("%s (version %d)", record.Title, record.Version))
	}
	sort.Strings(lines)
	fmt.Println(strings.Join(lines, "\n"))
}

// publish creates a draft, publishes it, and reports progress on its commitment, each safe to repeat.
func (t tasks) publish() {
	draft := communique.NewAnnouncementInput(communique.ANNOUNCEMENTKIND_PLAN, "A plan for ferries", "en", "NO", "2026-02-03")
	issuer := []communique.PartyRole{communique.PARTYROLE_ISSUER}
	draft.Parties = []communique.AnnouncementPartyInput{
		*communique.NewAnnouncementPartyInput("Ministry of Transport", communique.PARTYKIND_GOVERNMENT, issuer),
	}
	source := communique.NewSourceInput(communique.SOURCEKIND_PRESS_RELEASE)
	source.SetTitle("Ferries go electric")
	draft.Sources = []communique.SourceInput{*source}
	goal := communique.NewCommitmentInput(communique.COMMITMENTKIND_GOAL, "All ferries are electric.")
	goal.SetDue("2030")
	draft.Commitments = []communique.CommitmentInput{*goal}
	create := t.AnnouncementsAPI.CreateAnnouncement(t.context).AnnouncementInput(*draft).IdempotencyKey("create-" + strconv.FormatInt(time.Now().UnixNano(), 36))
	created, answer, err := create.Execute()
	id := expect(created, answer, err).Id
	if expect(create.Execute()).Id != id {
		log.Fatal("Created twice")
	}
	publish := t.AnnouncementsAPI.PublishAnnouncement(t.context, id).IfMatch(answer.Header.Get("ETag"))
	record := expect(publish.IdempotencyKey("publish-" + id).Execute())
	report := communique.NewProgressInput(communique.COMMITMENTSTATUS_IN_PROGRESS, "2026-06")
	reportSource := communique.NewReportSourceInput()
	reportSource.SetTitle("Annual report")
	report.SetSource(*reportSource)
	for _, commitment := range record.Commitments {
		send := t.CommitmentsAPI.ReportProgress(t.context, commitment.Id).ProgressInput(*report)
		progress := expect(send.IdempotencyKey("report-" + commitment.Id).Execute())
		fmt.Printf("%s: %s %s %s\n", record.Title, commitment.Statement, progress.Status, progress.On)
	}
}

// late lists the overdue commitments by jurisdiction, the longest overdue first.
func (t tasks) late() {
	overdue := map[string][]communique.CommitmentInRecord{}
	list := t.CommitmentsAPI.ListCommitments(t.context).Overdue(true).Sort(communique.COMMITMENTSSORT_DUE).Limit(200)
	for more := true; more; {
		page := expect(list.Execute())
		for _, commitment := range page.Data {
			jurisdiction := commitment.Announcement.Jurisdiction
			overdue[jurisdiction] = append(overdue[jurisdiction], commitment)
		}
		more = page.Meta.HasNextCursor()
		list = list.Cursor(page.Meta.GetNextCursor())
	}
	jurisdictions := []string{}
	for jurisdiction := range overdue {
		jurisdictions = append(jurisdictions, jurisdiction)
	}
	sort.Strings(jurisdictions)
	for _, jurisdiction := range jurisdictions {
		fmt.Printf("%s: %d\n", jurisdiction, len(overdue[jurisdiction]))
		for _, commitment := range overdue[jurisdiction] {
			fmt.Println(" ", commitment.GetDue(), commitment.Statement)
		}
	}
}

// money adds up the amounts by jurisdiction, and all of them in euros.
func (t tasks) money() {
	group := []communique.AmountsSummaryGroupBy{communique.AMOUNTSSUMMARYGROUPBY_JURISDICTION}
	for _, each := range expect(t.SummariesAPI.SummariseAmounts(t.context).GroupBy(group).Execute()).Data {
		fmt.Printf("%s: %s %s\n", each.GetJurisdiction(), each.GetSum(), each.Currency)
	}
	inEuros := t.SummariesAPI.SummariseAmounts(t.context).Currency([]string{"EUR"}).Convert(communique.CONVERSIONDATE_ANNOUNCED_ON)
	for _, each := range expect(inEuros.Execute()).Data {
		fmt.Printf("all: %s %s\n", each.GetSum(), each.Currency)
	}
}

// expect returns the data of an answer; an error ends the program with its reason.
func expect[Data any](data Data, _ *http.Response, err error) Data {
	var answer *communique.GenericOpenAPIError
	if errors.As(err, &answer) {
		log.Fatal(string(answer.Body()))
	}
	if err != nil {
		log.Fatal(err)
	}
	return data
}

func main() {
	configuration := communique.NewConfiguration()
	configuration.Servers = communique.ServerConfigurations{{URL: os.Args[2]}}
	configuration.AddDefaultHeader("Authorization", "Bearer "+os.Args[3])
	t := tasks{communique.NewAPIClient(configuration), context.Background()}
	map[string]func(){"mirror": t.mirror, "publish": t.publish, "late": t.late, "money": t.money}[os.Args[1]]()
}
