def test_case_reaches_released(council, client):
    application = council.case("released")

    council.sign_in(client, "applicant")
    for url in ["/", "/dashboard/", "/passports/", "/register/", f"/passports/applications/{application.public_id}/", f"/passports/{application.passport.public_id}/"]:
        assert client.get(url).status_code == 200
